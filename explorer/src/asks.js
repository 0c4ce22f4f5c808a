// Asks what the page cannot answer by itself: of the server, or of what is in the file.

/**
 * @param {import("./store.js").Store} _store
 * @returns {import("./types.js").Asks}
 */
export function asks(_store) {
  const refused = async () => {
    throw new Error("this needs the served page: run akg view");
  };
  return { search: refused, path: refused, expand: refused, show: refused };
}
