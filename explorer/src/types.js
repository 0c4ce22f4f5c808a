// The shapes that the parts of the page hand each other, and that of what akg tells the page.

/** @typedef {{id: string, label: string, plural: string, mark: string}} Kind */
/** @typedef {{id: string, label: string, inverse: string, symmetric?: boolean}} Type */
/** @typedef {{id: string, mark: string}} Status */
/** @typedef {"certain" | "possible" | null} Certainty */
/** @typedef {[number, number]} Window First and last day, counted from 1970-01-01, inclusive. */

/**
 * @typedef {object} Entity
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {string[]} [aliases]
 * @property {string[]} [keys] Its names, folded.
 * @property {string} [summary]
 * @property {string} [note]
 * @property {number} [x]
 * @property {number} [y]
 * @property {number} [degree]
 * @property {number} [more] How many facts of it are not in the content.
 * @property {string} [where]
 */

/**
 * @typedef {object} Claim
 * @property {"asserts" | "denies" | "doubts" | "retracts"} stance
 * @property {string} who
 * @property {string} [by]
 * @property {string} [how]
 * @property {string} [said]
 * @property {string} [source]
 * @property {string} [at]
 * @property {string} [left] Why it does not count, where it does not.
 * @property {string} [note]
 * @property {string} [where]
 */

/**
 * @typedef {object} Fact
 * @property {string} id
 * @property {string} type
 * @property {string} from
 * @property {string} [to] Absent where it is a date or number of its own.
 * @property {string} [place]
 * @property {string[]} [about]
 * @property {string} [event]
 * @property {string} sentence
 * @property {string[]} [reads] Forward and backward.
 * @property {string} [when]
 * @property {number[]} [bounds] es, ls, ee, le in days, what is open a thousand million; absent where undated.
 * @property {(string | null)[]} [iso]
 * @property {string} status
 * @property {boolean} [firm]
 * @property {boolean} [doubted]
 * @property {boolean} [differ]
 * @property {string[]} [derived]
 * @property {string} [standing]
 * @property {Claim[]} [claims]
 * @property {string} [note]
 * @property {string} [where]
 * @property {number[]} [order] The day that it is listed under, and what breaks ties; absent where undated.
 */

/**
 * @typedef {object} Source
 * @property {string} [title]
 * @property {string} [author]
 * @property {string} [publisher]
 * @property {string} [date]
 * @property {string} [url]
 * @property {string} [reference]
 */

/**
 * @typedef {object} Result
 * @property {string[]} entities
 * @property {number} hops
 * @property {number} cost
 * @property {Certainty} [certainty]
 * @property {string[]} [remarks]
 * @property {{facts: string[], forward: boolean[]}[]} steps
 */

/** @typedef {Record<string, string | number | boolean | string[]>} Options By the names of the command line. */

/**
 * @typedef {object} Paths
 * @property {string} from
 * @property {string} to
 * @property {string} [command]
 * @property {Options} [options]
 * @property {Result[]} results
 * @property {string[]} [notes]
 * @property {boolean} [complete]
 */

/**
 * @typedef {object} Content
 * @property {number} version
 * @property {string} title
 * @property {boolean} [served]
 * @property {string[]} [lines] As of what it is, and what is left out.
 * @property {Options} [given] What a question in a shell takes to be asked of the same state of the data.
 * @property {Kind[]} kinds
 * @property {Type[]} types
 * @property {Status[]} statuses
 * @property {Entity[]} entities
 * @property {Fact[]} facts
 * @property {Record<string, Source>} sources
 * @property {Paths[]} [paths]
 * @property {string[]} [focus]
 * @property {boolean} [graph]
 */

/** @typedef {{entities?: Entity[], facts?: Fact[], sources?: Record<string, Source>, paths?: Paths[]}} Part */

/** @typedef {{from: string, to: string, options: Options, n: number}} Asked The path shown is the n-th, from 1. */

/** @typedef {{kinds: string[], types: string[], statuses: string[], sources: string[]}} Off */

/**
 * @typedef {object} State
 * @property {string | null} sel
 * @property {string | null} fact
 * @property {Window | null} t
 * @property {Asked | null} path
 * @property {Off} filters What is switched off.
 * @property {boolean} certain
 * @property {"timeline" | "table"} tab
 * @property {string[] | null} shown
 * @property {string[]} hidden
 * @property {string[]} pinned
 */

/**
 * @typedef {object} View
 * @property {Entity[]} entities
 * @property {{fact: Fact, certainty: Certainty}[]} facts
 * @property {Record<string, number>} leftOut How many facts between what is drawn, by why they are not shown.
 * @property {Result | null} path
 */

/** @typedef {{id: string, name: string, kind: string, matched?: string}} Hit */

/**
 * @typedef {object} Asks Each may be refused: an Error, whose message is for the reader.
 * @property {(q: string) => Promise<{results: Hit[], notes?: string[]}>} search
 * @property {(from: string, to: string, options: Options) => Promise<Paths>} path
 * @property {(id: string) => Promise<Part>} expand What is around an entity.
 * @property {(id: string) => Promise<Part>} show All that mentions it.
 */

/** @typedef {{update: (state: State, view: View, before: State | null) => void}} Mounted */

/**
 * @typedef {object} Canvas
 * @property {() => void} fit
 * @property {(direction: 1 | -1) => void} zoom
 * @property {() => void} relayout
 * @property {(id: string) => void} centre
 * @property {(id: string) => Promise<void>} expand Draw what is around an entity.
 * @property {(id: string) => void} collapse Hide what only hangs on an entity.
 * @property {(id: string) => {x: number, y: number} | null} position
 * @property {(scale?: number) => Promise<Blob>} png The whole map as it is drawn, on the page's ground.
 * @property {() => DOMRect} extent What of the map is in sight, in the units of positions.
 */

/**
 * @typedef {object} App
 * @property {import("./store.js").Store} store
 * @property {Asks} asks
 * @property {State} state
 * @property {View} view
 * @property {Canvas} canvas
 * @property {(change: Partial<State>, how?: {replace?: boolean}) => void} go
 * @property {(text: string) => void} say
 */

export {};
