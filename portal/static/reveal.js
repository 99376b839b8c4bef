// Brings the mark that an address names into view once its text has come, and gives it the focus. A view that the reader
// comes back to is left where it was.

let revealed = null

const reveal = (id, attempts) => {
  const target = document.getElementById(id)
  if (!target) {
    if (attempts > 0) setTimeout(() => reveal(id, attempts - 1), 50)
    return
  }
  target.focus({ preventScroll: true })
  if (history.state?.top !== undefined) return
  const show = () => target.scrollIntoView({ block: "center", inline: "center" })
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
