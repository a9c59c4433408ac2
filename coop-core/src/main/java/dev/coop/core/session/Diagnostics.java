package dev.coop.core.session;

import dev.coop.core.vt.Dropped;

/**
 * What a session had to leave out so far: figures that stay at zero while the program and its terminal understand each
 * other.
 *
 * @param dropped of the output, by the terminal
 * @param answersLost answers of the terminal that the program did not want to read
 */
public record Diagnostics(Dropped dropped, long answersLost) {}
