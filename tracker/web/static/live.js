// Offers what was recorded since the page was made. Nothing moves under the reader by itself.

export function listen({ deal, position }) {
  const bar = document.getElementById("live");
  const button = document.getElementById("refresh");
  let last = position;
  let fresh = 0;
  let source = null;

  function open() {
    if (source || document.hidden) return;
    source = new EventSource(`/api/live?after=${last}`);
    source.addEventListener("entry", (event) => {
      last = event.lastEventId;
      if (JSON.parse(event.data).deal !== deal) return;
      fresh += 1;
      button.textContent = fresh === 1 ? "1 new entry" : `${fresh} new entries`;
      bar.hidden = false;
    });
  }

  // A hidden page keeps no line open: browsers have six for a site.
  function close() {
    source?.close();
    source = null;
  }

  // A citation leaves out what is new: the new entries are shown by leaving it.
  button.addEventListener("click", () => {
    const url = new URL(location.href);
    if (!url.searchParams.has("recorded_by")) return location.reload();
    url.searchParams.delete("recorded_by");
    location.assign(url);
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}
