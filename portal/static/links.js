// Hands a plain click on our own links to Python, so that a facet or a chip changes the address without reloading the
// page. Ctrl-click and middle click stay the browser's.

const plain = (event) =>
  event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

const cameFromHere = () => document.referrer.startsWith(`${location.origin}/`)

export default function (component) {
  const { parentElement, setTriggerValue } = component
  const onClick = (event) => {
    const link = event.target.closest?.("a[data-go], a[data-back], a[data-print]")
    if (!link || !plain(event)) return
    if (link.hasAttribute("data-back") && !cameFromHere()) return
    event.preventDefault()
    if (link.hasAttribute("data-print")) window.print()
    else if (link.hasAttribute("data-back")) location.assign(document.referrer)
    else setTriggerValue("go", link.search)
  }
  parentElement.stopListening?.()
  document.addEventListener("click", onClick)
  parentElement.stopListening = () => document.removeEventListener("click", onClick)
  return () => parentElement.stopListening()
}
