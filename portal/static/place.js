// Keeps the reader's place. How far a page was scrolled is noted in the entry of the browser's history that is left, and
// found again with Back; where a link of ours changed the list, what has the focus is the same link, else the list's head.
// The links to the pages drop what a page showed and its language: what it showed last in this tab is offered where it
// shows nothing, and the language is put into the address again.

const page = () => document.querySelector(".stMain")
const parts = (query) => [...new URLSearchParams(query)].filter(([name]) => name !== "lang").map((pair) => pair.join("="))

// What a link would change of the address; it stays the same where the link then takes back what it did.
const change = (link) => {
  const [to, from] = [parts(link.search), parts(location.search)]
  const turned = [...to.filter((part) => !from.includes(part)), ...from.filter((part) => !to.includes(part))]
  return turned.filter((part) => !part.startsWith("page=")).sort().join("&")
}

const list = (link) => link.closest(".mc-facets, table")
const shown = (element) => element.getClientRects().length > 0

// The link that leads to another view, until that has come.
let followed = null
// An entry of the history that was come back to keeps its place until the reader moves.
let arrived = true

const keep = () => {
  if (page()) history.replaceState({ ...history.state, top: page().scrollTop }, "")
}

const restore = (top, attempts) => {
  if (!arrived) return
  page().scrollTop = top
  if (Math.abs(page().scrollTop - top) > 1 && attempts > 0) setTimeout(() => restore(top, attempts - 1), 50)
  else arrived = false
}

const head = () => document.querySelector(".mc-count h2, .mc-count h3") ?? document.querySelector("#question, .mc h1")

const sameLink = (wanted) => {
  if (!wanted) return undefined
  const links = [...document.querySelectorAll(".mc-facets a[data-go], table a[data-go]")]
  return links.find((link) => shown(list(link)) && change(link) === wanted)
}

const focus = (link) => {
  const target = sameLink(link.change) ?? head()
  if (!target) return
  for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true
  if (!target.matches("a, [tabindex]")) target.tabIndex = -1
  target.focus({ preventScroll: true })
  if (link.turnsPage) target.scrollIntoView()
}

// Words and filters of what is shown, or what the page is called.
const said = () => {
  const words = new URLSearchParams(location.search).getAll("q").at(-1)
  const filters = [...document.querySelectorAll(".mc-chip")].map((chip) => chip.firstChild.textContent.trim())
  return [words, ...filters].filter(Boolean).join(" ") || document.title.split(" · ")[0]
}

const offerLast = () => {
  const name = `last ${location.pathname}`
  const says = parts(location.search).length > 0
  if (says) sessionStorage.setItem(name, JSON.stringify({ search: location.search, said: said() }))
  const last = says ? {} : JSON.parse(sessionStorage.getItem(name) ?? "{}")
  const offer = document.querySelector(".mc-last a")
  offer.href = location.pathname + (last.search ?? "")
  offer.textContent = last.said ?? ""
}

const nameLanguage = (lang) => {
  const query = new URLSearchParams(location.search)
  if (!lang || query.has("lang")) return
  query.set("lang", lang)
  history.replaceState(history.state, "", `?${query}${location.hash}`)
}

// The menu that was opened by a key: Streamlit puts it at the end of the document, behind all that Tab goes through
// before, and closes it, its button drawn anew, where a choice in it changes what the button says.
let menu = null

const enterMenu = (attempts) => {
  const first = document.querySelector("[role=dialog] :is(a[href], button, input):not([tabindex='-1'])")
  if (first) first.focus()
  else if (attempts > 0) setTimeout(() => enterMenu(attempts - 1), 50)
}

const leaveMenu = () => {
  if (!menu || document.activeElement !== document.body || document.querySelector("[role=dialog]")) return
  document.querySelector(`${menu} button`)?.focus({ preventScroll: true })
  menu = null
}

document.addEventListener(
  "click",
  (event) => {
    // A click without a count of clicks is a key.
    const button = event.detail === 0 && event.target.closest?.(".stPopover button[aria-expanded=false]")
    if (button) {
      menu = `.${[...button.closest("[class*=st-key-]").classList].find((name) => name.startsWith("st-key-"))}`
      enterMenu(40)
    }
    arrived = false
    keep()
    followed = null
    const link = event.target.closest?.("a[data-go], .stAppHeader a, .stSidebar a")
    if (!link) return
    followed = { from: location.href, own: link.matches("[data-go]"), turnsPage: link.closest(".mc-pager") !== null }
    if (followed.own) followed.change = list(link) && change(link)
  },
  true,
)
addEventListener("beforeunload", keep)
addEventListener("popstate", () => {
  arrived = true
  followed = null
})
for (const moved of ["wheel", "touchmove", "keydown"]) addEventListener(moved, () => (arrived = false), { passive: true })

export default function (component) {
  // The run that was asked for last may still be on its way.
  if (parts(component.data.query).join("&") !== parts(location.search).join("&")) return
  nameLanguage(new URLSearchParams(component.data.query).get("lang"))
  offerLast()
  leaveMenu()
  const revealing = document.querySelector(".st-key-reveal") !== null
  if (arrived && history.state?.top !== undefined) restore(history.state.top, 40)
  else if (followed && followed.from !== location.href) {
    if (!followed.own) page().scrollTop = 0
    else if (!revealing) focus(followed)
    followed = null
  }
}
