// Brings the mark that an address names into view once its text has come, and gives it the focus. A view that the reader
// comes back to is left where it was.

// What the head of the page covers, with a little space.
const HEAD = 72
let revealed = null

const reveal = (id, attempts) => {
  const target = document.getElementById(id)
  if (!target) {
    if (attempts > 0) setTimeout(() => reveal(id, attempts - 1), 50)
    return
  }
  target.focus({ preventScroll: true })
  if (history.state?.top !== undefined) return
  const box = target.closest(".mc-scroll")
  const show = () => {
    target.scrollIntoView({ block: "center", inline: "center" })
    // A box that fits into the window is shown whole, with the heads of its columns.
    if (box && box.offsetHeight < innerHeight - HEAD) box.scrollIntoView({ block: "nearest" })
  }
  show()
  setTimeout(show, 250)
}

export default function (component) {
  const { data } = component
  const wanted = `${data.id} ${location.search}`
  if (wanted !== revealed) reveal(data.id, 60)
  revealed = wanted
  return () => {
    revealed = null
  }
}
