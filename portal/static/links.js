// Hands a plain click on our own links to Python, so that a facet or a chip changes the address without reloading the
// page. Ctrl-click and middle click stay the browser's.

const plain = (event) =>
  event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

// The words of a search box are committed when it loses the focus, before the click comes: what the page showed is
// noted when the button goes down.
let shown = null

const cameFromHere = () => document.referrer.startsWith(`${location.origin}/`)

// The clipboard is there on this machine and over https alone; elsewhere the text is taken by a field of our own.
const copy = async (link) => {
  if (navigator.clipboard) await navigator.clipboard.writeText(link.dataset.copy)
  else {
    const field = document.body.appendChild(document.createElement("textarea"))
    field.value = link.dataset.copy
    field.select()
    document.execCommand("copy")
    field.remove()
  }
  link.textContent = link.dataset.copied
}

// A long facet shows the values that have the typed words in them; the address stays as it is.
const narrow = (box) => {
  const group = box.closest("details")
  const wanted = box.value.trim().toLowerCase()
  const rows = [...group.querySelectorAll("li[data-name]")]
  for (const row of rows) row.hidden = wanted !== "" && !row.dataset.name.includes(wanted)
  for (const folded of group.querySelectorAll("details")) {
    folded.open = wanted !== ""
    folded.firstElementChild.hidden = wanted !== ""
  }
  const said = group.querySelector("[data-found]")
  said.textContent = wanted ? said.dataset.found.replace("#", rows.filter((row) => !row.hidden).length) : ""
}

// Past the head of the page or its filters: to its list or its text, where there is none to its heading.
const skip = () => {
  const [target] = ["#results", "#question", ".mc-report", ".mc h1"].map((name) => document.querySelector(name)).filter(Boolean)
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1
  target.focus()
  target.scrollIntoView()
}

// In a narrow window Streamlit puts the pages into a drawer. A phone closes it after a choice; other browsers leave it
// open over this page and all later ones.
const closeDrawer = () =>
  document.querySelector('.stSidebar[data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button')?.click()
closeDrawer()

export default function (component) {
  const { parentElement, setTriggerValue } = component
  const onClick = (event) => {
    if (event.target.closest?.(".stSidebar a")) setTimeout(closeDrawer)
    const link = event.target.closest?.("a[data-go], a[data-back], a[data-print], a[data-copy], a.mc-skip")
    if (!link || !plain(event)) return
    if (link.hasAttribute("data-back") && !cameFromHere()) return
    event.preventDefault()
    if (link.hasAttribute("data-print")) window.print()
    else if (link.hasAttribute("data-copy")) copy(link)
    else if (link.matches(".mc-skip")) skip()
    else if (link.hasAttribute("data-back")) location.assign(document.referrer)
    else setTriggerValue("go", { to: link.search, from: shown ?? location.search })
    shown = null
  }
  const onDown = () => {
    shown = location.search
  }
  const onInput = (event) => {
    if (!event.isComposing && event.target.matches?.("input[data-find]")) narrow(event.target)
  }
  const onKey = (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("input[data-find]")) return
    event.preventDefault()
    event.target.closest("details").querySelector("li[data-name]:not([hidden]) a")?.click()
  }
  parentElement.stopListening?.()
  document.addEventListener("input", onInput)
  document.addEventListener("compositionend", onInput)
  document.addEventListener("keydown", onKey)
  document.addEventListener("click", onClick)
  document.addEventListener("pointerdown", onDown, true)
  // What was typed before this was listening.
  for (const box of document.querySelectorAll("input[data-find]")) if (box.value) narrow(box)
  document.documentElement.dataset.links = "heard"
  parentElement.stopListening = () => {
    document.removeEventListener("input", onInput)
    document.removeEventListener("compositionend", onInput)
    document.removeEventListener("keydown", onKey)
    document.removeEventListener("click", onClick)
    document.removeEventListener("pointerdown", onDown, true)
  }
  return () => parentElement.stopListening()
}
