package dev.coop.core.session;

/**
 * The lines of a screen at one moment.
 *
 * @param offset how many bytes of output it shows
 */
record Look(long offset, Lines screen) {}
