"""Questions for what the reports tell: which offices, over which reports, and what is made of the passages found."""

from collections.abc import Sequence

from index.library import Library
from index.model import Filter, Filters
from index.themes import load_themes
from portal.questions.asking.further import finding_filters, told_notes
from portal.questions.asking.naming import Scene, candidates, near_offices, office_filters
from portal.questions.asking.whereabouts import list_filters, no_reports
from portal.questions.computing.told import mention_text, telling
from portal.questions.cutting.parts import Parsed
from portal.questions.cutting.reading import parsed_text
from portal.questions.plan import Inquiry, InquiryFigure, Ranking
from portal.questions.refusal import clarify, no_answer, quoted
from portal.questions.saying.notes import Note, joined, say, texts
from portal.questions.saying.wording import findings_about
from portal.questions.words.meanings import Aim
from portal.questions.words.names import Office, full_name
from portal.questions.words.vocabulary import read_lexicon

_FIGURES: tuple[InquiryFigure, ...] = ("count", "share", "yes_no", "ranking")
_MOST_READINGS = 12
# What is longer is a sentence of one's own, which hardly any report has word for word.
_SENTENCE = 6
_SEVERAL = 2


def passages_inquiry(parsed: Parsed, scene: Scene, library: Library) -> Inquiry:
    """The inquiry for everything that a question wants told; raises Refusal where its parts do not go together."""
    notes: list[Note] = []
    figure, ranking = figure_of(parsed, scene, notes)
    filters = inquiry_filters(parsed, scene, notes, figure)
    if any(told.answering for told in parsed.told):
        filters = filters.with_(Filter("kind", "measure"))
    if parsed.negations and not parsed.sought:
        raise no_answer("inquiry_alone", scene.language, words=quoted(parsed.negations, scene.language))
    also = tuple(Filters(tuple(finding_filters(part, scene))) for part in (parsed, *parsed.further) if part.sought)
    if not library.heads(Filters(tuple(item for item in filters.items if item.name != "kind"))):
        raise no_reports(parsed, scene)
    notes += [note for told in parsed.told for note in told_notes(told)]
    said = [mention_text(told.mention, scene.language) for told in parsed.told]
    about = joined([*said, *(text for item in also for text in findings_about(item, scene.language))], scene.language)
    for told in parsed.told:
        short = len(told.word) <= _SENTENCE and len(parsed.told) == 1
        if told.loose and not short and not telling(library, told.mention, filters):
            raise no_answer("told_unfound", scene.language, word=told.word)
    _offer_theme(parsed, scene, library, filters)
    _refuse_never_together(parsed, scene, library, filters)
    if figure == "list" and not also:
        _refuse_never_told(parsed, scene, library, filters)
    mentions = tuple(told.mention for told in parsed.told)
    assumptions = texts(notes, scene.language)
    return Inquiry("passages", filters, about, assumptions, figure, ranking, mentions, also)


def _offer_theme(parsed: Parsed, scene: Scene, library: Library, filters: Filters) -> None:
    """Ask whether a theme is meant where no report has the one quotation that is looked for word for word."""
    quote = parsed.told[0].mention if len(parsed.told) == 1 else None
    if quote is None or quote.text is None or parsed.told[0].loose or telling(library, quote, filters):
        return
    unquoted = parsed_text(scene.text, scene.names).told
    if len(unquoted) == 1 and unquoted[0].mention.themes:
        raise clarify("quote_unfound", scene.language, [scene.text], word=quote.text)


def _refuse_never_together(parsed: Parsed, scene: Scene, library: Library, filters: Filters) -> None:
    """Ask which of several themes is meant where no passage has them all: each alone may be what was asked for."""
    for told in parsed.told:
        themes = told.mention.themes
        if len(themes) < _SEVERAL or told.mention.either or telling(library, told.mention, filters):
            continue
        names = [load_themes()[theme] for theme in themes]
        said = [theme.name if scene.language == "zh" else theme.english for theme in names]
        readings = [say("reading_theme", scene.language, name=name) for name in said]
        raise clarify("told_apart", scene.language, readings, words=quoted(said, scene.language))


def _refuse_never_told(parsed: Parsed, scene: Scene, library: Library, filters: Filters) -> None:
    """Ask which is meant where no report tells all of several things (办培训、搞讲座), unless all must (都)."""
    mentions = [told.mention for told in parsed.told]
    if len(mentions) < _SEVERAL or any(mention.absent for mention in mentions):
        return
    found = [set(telling(library, mention, filters)) for mention in mentions]
    words = read_lexicon("telling.json")
    both = any(word in scene.text for word in (*words["each"], *words["together"]))
    if both or set.intersection(*found) or sum(map(bool, found)) < _SEVERAL:
        return
    said = [mention_text(mention, scene.language) for mention in mentions]
    readings = [say("reading_told", scene.language, about=about) for about in said]
    raise clarify("told_by_none", scene.language, readings, words=joined(said, scene.language))


def figure_of(parsed: Parsed, scene: Scene, notes: list[Note]) -> tuple[InquiryFigure, Ranking | None]:
    """What is made of the reports found: a list, their number or share, a ranking by how much was found."""
    beside = [item.word for item in parsed.thresholds] + [word for word, _ in (*parsed.peers, *parsed.shifts)]
    beside += [word for word, _ in parsed.groups]
    others = [word for word, aim in parsed.aims if aim.operation not in (*_FIGURES, "sum")]
    if beside or others:
        raise no_answer("inquiry_alone", scene.language, words=quoted([*beside, *others], scene.language))
    asked = {aim.operation for _, aim in parsed.aims}
    figure = next((known for known in ("ranking", "share", "count", "yes_no") if known in asked), None)
    if figure == "ranking" and "which_year" in parsed.roles:
        # 哪一年最多: the years are not ranked, only reports.
        raise no_answer(
            "inquiry_alone", scene.language, words=quoted([word for word, _ in parsed.aims], scene.language)
        )
    if figure == "ranking":
        return "ranking", _ranking([aim for _, aim in parsed.aims if aim.operation == "ranking"], parsed, notes)
    if figure is None and _counts(parsed):
        return "count" if "subject" in parsed.roles else "count_reports", None
    if (figure == "yes_no" and parsed.roles & {"list", "number"}) or (figure == "count" and "list" in parsed.roles):
        # 有几家、哪几家: the list says how many as well.
        return "list", None
    return figure or "list", None


def _counts(parsed: Parsed) -> bool:
    """Whether 多少 asks for the number of offices or reports."""
    return "number" in parsed.roles and bool(parsed.roles & {"subject", "report"}) and "list" not in parsed.roles


def _ranking(aims: Sequence[Aim], parsed: Parsed, notes: list[Note]) -> Ranking:
    stated = parsed.top or next((aim.top for aim in aims if aim.top), None)
    if stated is None:
        notes.append(Note("top_one"))
    return Ranking(aims[0].order, stated or 1)


def inquiry_filters(parsed: Parsed, scene: Scene, notes: list[Note], figure: InquiryFigure) -> Filters:
    """The reports that are looked at; a place alone is its government, and a ranking takes the newest year."""
    one = len(parsed.named) == 1 and "subject" not in parsed.roles and not parsed.scopes
    # 河南省的报告里哪些文表不符 is about all reports of the place.
    of_reports = bool(parsed.sought or parsed.printed) and not parsed.told and "list" in parsed.roles
    one = one and not (of_reports and "refers" not in parsed.roles and parsed.named[0].office is None)
    # 白鹭市有没有自相矛盾的报告 is about all reports of the place, 白鹭市2024年的报告 about its government's.
    kind_of_report = parsed.sought and not parsed.told and "report" in parsed.roles and not parsed.years
    if one and figure in ("list", "yes_no") and not (kind_of_report and parsed.named[0].office is None):
        return _of_office(parsed, scene, notes)
    said: list[Note] = []
    filters = list_filters(parsed, scene, said, lambda place: place)
    figures = ("ranking", "count", "share") if parsed.told else ("ranking",)
    if figure in figures and not parsed.years and not any(item.name == "year" for item in filters):
        newest = str(scene.names.years[-1])
        filters.append(Filter("year", newest))
        said = [note for note in said if note.code != "all_years"] + [Note("newest_year", (newest, newest))]
    notes += said
    return Filters(tuple(filters))


def _of_office(parsed: Parsed, scene: Scene, notes: list[Note]) -> Filters:
    """The reports of the one office named, of all its years where none is."""
    mention = parsed.named[0]
    found = candidates(mention, scene) or tuple(near_offices(mention, scene))
    seats = dict.fromkeys(office.seat for office in found)
    if len(seats) != 1:
        offices = [next(office for office in found if office.seat == seat) for seat in seats]
        raise clarify(
            "which_office", scene.language, _readings(offices, parsed, scene), word=mention.text, count=len(offices)
        )
    bare = Parsed(years=parsed.years, roles=parsed.roles)
    years = list_filters(bare, scene, notes, lambda place: place)
    if mention.office is None:
        names = joined([office.name for office in found], scene.language)
        notes.append(Note("bare_place", (names, names), mention.text))
    offices_of = [item for office in found for item in office_filters(office.heads[0], scene)]
    return Filters((*years, *dict.fromkeys(offices_of)))


def _readings(offices: Sequence[Office], parsed: Parsed, scene: Scene) -> list[str]:
    """The question again for each office that it may be."""
    years = joined([word for word, _ in parsed.years], scene.language)
    about = joined([mention_text(told.mention, scene.language) for told in parsed.told], scene.language)
    return [
        say("ask_passages", scene.language, office=full_name(office.heads[0]), years=years, about=about)
        for office in offices[:_MOST_READINGS]
    ]
