// A moment as a wall-clock time with milliseconds, in the reader's zone.

const FORMAT = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** `14:03:05.120` */
export function clockTime(at: number): string {
  return FORMAT.format(at);
}
