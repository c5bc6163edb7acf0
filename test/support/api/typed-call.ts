import type { paths } from './api-types.ts';

type Segments<Path extends string> = Path extends `${infer First}/${infer Rest}`
  ? [First, ...Segments<Rest>]
  : [Path];
/** What the segments of a described path may be when it is called: any text for a parameter. */
type Called<Described extends string[]> = {
  [At in keyof Described]: Described[At] extends `{${string}}` ? string : Described[At];
};
type WithoutQuery<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path;
/** The described path that a call is to; a path without parameters goes before one with them, as in the API. */
type DescribedPath<Path extends string> = Path extends keyof paths
  ? Path
  : { [One in keyof paths]: Segments<Path> extends Called<Segments<One>> ? One : never }[keyof paths];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Operation<M extends Method, Path extends string> = paths[DescribedPath<
  WithoutQuery<Path>
>][Lowercase<M>];

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : undefined;
type BodyOf<Described> = Described extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : undefined;
type AnswerOf<Described> = Described extends { responses: infer Answers }
  ? Json<Answers[keyof Answers & (200 | 201 | 202 | 204)]>
  : never;

type KeyOfAny<Shapes> = Shapes extends unknown ? keyof Shapes : never;
/** What a route answers in several shapes, with the fields of all of them: which it is, the test knows that asked for it. */
type AnyOf<Shapes> = {
  [Key in KeyOfAny<Shapes>]: Shapes extends unknown
    ? Key extends keyof Shapes
      ? Shapes[Key]
      : never
    : never;
};

/**
 * A call of an organizer as the API's description types it, by the path as it is sent: what does not go together with the
 * description does not compile. Throws on anything but a 2xx.
 */
export type TypedCall = <M extends Method, Path extends string>(
  method: M,
  path: Path,
  body?: BodyOf<Operation<M, Path>>,
  role?: string,
) => Promise<AnyOf<AnswerOf<Operation<M, Path>>>>;

/** What a body of a call to the route is. */
export type BodyTo<M extends Method, Path extends keyof paths> = NonNullable<BodyOf<Operation<M, Path>>>;
