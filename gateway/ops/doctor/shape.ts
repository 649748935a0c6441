/** Sets whose names a store chooses by itself. */
const openSets = new Set(['fields', 'extendedFields', 'allFields', 'segments', 'attributes', 'customFields'])

/** A name as a programmer writes it. Anything else could be a value in the place of a name. */
const plainName = /^[a-z_]{1,40}\d{0,2}$/i

const shownName = (name: string) => (plainName.test(name) ? name : '*')

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The names and kinds of an answer without a single value of it: `{ "id": "number", "profiles": [{ "firstName": "text" }] }`. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return distinct(value.map((item) => shapeOf(item)))
  if (typeof value === 'string') return kindOfText(value)
  if (!isObject(value)) return value === null ? 'null' : typeof value
  const shape: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value))
    shape[shownName(name)] =
      openSets.has(name) && isObject(inner) ? distinct(Object.values(inner).map(shapeOf)) : shapeOf(inner)
  return shape
}

const distinct = (shapes: unknown[]): unknown[] =>
  [...new Set(shapes.map((shape) => JSON.stringify(shape)))].map((shape): unknown => JSON.parse(shape))

const kindsOfText: [kind: string, form: RegExp][] = [
  ['empty text', /^\s*$/],
  ['number as text', /^-?\d+(\.\d+)?$/],
  ['flag as text', /^(true|false)$/i],
  ['time with a zone as text', /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/],
  ['time without a zone as text', /^\d{4}-\d\d-\d\d/],
  ['link as text', /^[a-z]+:\/\//i],
]

const kindOfText = (text: string) => kindsOfText.find(([, form]) => form.test(text))?.[0] ?? 'text'

/** Which places of an answer were read, as `profiles[].firstName`. */
export type Reading = { value: unknown; places: Set<string> }

/** The same value, which notes the places that a reader looks at. */
export function watched(body: unknown): Reading {
  const places = new Set<string>()
  const wrap = (value: unknown, place: string): unknown => {
    if (!isObject(value)) return value
    return new Proxy(value, {
      get(target, name, receiver) {
        const inner: unknown = Reflect.get(target, name, receiver)
        if (typeof name === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(name))) return inner
        const innerPlace = placeIn(place, target, name)
        places.add(innerPlace)
        return wrap(inner, innerPlace)
      },
      // Who lists the names of an open set reads all of it.
      ownKeys(target) {
        for (const name of Object.keys(target)) places.add(placeIn(place, target, name))
        return Reflect.ownKeys(target)
      },
    })
  }
  return { value: wrap(body, ''), places }
}

const placeIn = (place: string, target: object, name: string) =>
  Array.isArray(target) ? `${place}[]` : `${place}${place === '' ? '' : '.'}${shownName(name)}`

/**
 * The places of an answer at which no reader looked (of a whole part that nobody reads, only its top), and those at which a reader
 * looked in vain.
 */
export function compare(body: unknown, read: ReadonlySet<string>): { ignored: string[]; absent: string[] } {
  const [ignored, present] = [new Set<string>(), new Set<string>()]
  const walk = (value: unknown, place: string) => {
    if (!isObject(value)) return
    for (const [name, inner] of Object.entries(value)) {
      const innerPlace = placeIn(place, value, name)
      present.add(innerPlace)
      if (read.has(innerPlace)) walk(inner, innerPlace)
      else ignored.add(innerPlace)
    }
  }
  walk(body, '')
  return {
    ignored: [...ignored].toSorted(),
    absent: [...read].filter((place) => !present.has(place)).toSorted(),
  }
}
