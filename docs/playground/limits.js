// What the page can bear. README.md states the same numbers.

/** The largest file that is taken, in bytes. */
export const LARGEST = 32_000_000;

/** The longest text that can be edited here, in characters; a longer one is shown and not edited. */
export const EDITABLE = 500_000;

/** How long the generator may take, in milliseconds. */
export const TIME = 60_000;

/** How long it is waited for while a newer text is there already, in milliseconds. */
export const PATIENCE = 1_500;

/** How long nobody types before the generator is asked, in milliseconds. */
export const PAUSE = 200;

/** How many problems, and how many found files, are listed. */
export const LISTED = 500;
