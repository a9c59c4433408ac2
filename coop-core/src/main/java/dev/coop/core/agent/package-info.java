/**
 * What an agent can be doing, who says so, and whom to believe. Pure: time comes in as a number.
 *
 * <p>A source tells an {@link Observation}; the {@link Ledger} keeps the newest of each; {@link Fusion} decides, and its
 * {@link Verdict} says why.
 */
@NullMarked
package dev.coop.core.agent;

import org.jspecify.annotations.NullMarked;
