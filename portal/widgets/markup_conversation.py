"""A conversation as markup: the question that is answered, those before it and those after it."""

from collections.abc import Sequence

from portal.messages import Texts
from portal.questions.saying.notes import Language
from portal.questions.words.fold import language_of
from portal.widgets.links import AskLink
from portal.widgets.markup import Html, escape, join, link

_LANGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


def lang_of_question(question: str) -> str:
    """The language of a question, as markup names it."""
    return _LANGS[language_of(question)]


def earlier_list(state: AskLink, sentences: Sequence[str], texts: Texts) -> Html:
    """The questions before, each with its sentence and the way back to it; and the way to a new start."""
    anew = link(state.anew().href, escape(texts("ask.anew")), here=True)
    turns = join(
        Html(
            f"<li>{link(state.at(place).href, escape(question), here=True)}{_by_hand(state.at(place), texts)}"
            f'<p class="mc-meta" lang="{lang_of_question(question)}">{escape(sentence)}</p></li>'
        )
        for place, (question, sentence) in enumerate(zip(state.context, sentences, strict=True))
    )
    listed = f'<h2 class="mc-hidden">{escape(texts("ask.earlier"))}</h2><ol>{turns}</ol>' if turns else ""
    return Html(f'<nav class="mc-earlier" aria-label="{escape(texts("ask.earlier"))}">{listed}<p>{anew}</p></nav>')


def later_list(state: AskLink, texts: Texts) -> Html:
    """The questions that were asked after the one gone back to, each with the way to it."""
    first = len(state.questions)
    turns = join(
        Html(f"<li>{link(state.at(first + place).href, escape(question), here=True)}</li>")
        for place, question in enumerate(state.later)
    )
    title = escape(texts("ask.later"))
    listed = f'<nav class="mc-earlier mc-list" aria-label="{title}"><h2>{title}</h2><ul>{turns}</ul></nav>'
    return Html(listed if turns else "")


def _by_hand(state: AskLink, texts: Texts) -> Html:
    return Html(f' <span class="mc-meta">{escape(texts("ask.by_hand"))}</span>' if state.changes else "")


def question_head(question: str) -> Html:
    """The question, as the heading of the page."""
    lang = lang_of_question(question)
    return Html(f'<div class="mc-question" id="question" tabindex="-1"><h1 lang="{lang}">{escape(question)}</h1></div>')
