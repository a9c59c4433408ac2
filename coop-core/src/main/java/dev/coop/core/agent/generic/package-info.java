/** What can be known of any program, whichever it is: what it tells its terminal of itself, and whether it says anything. */
@NullMarked
package dev.coop.core.agent.generic;

import org.jspecify.annotations.NullMarked;
