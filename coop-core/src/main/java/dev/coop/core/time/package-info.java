/** Time as the core sees it: a clock that only goes forward, and timers. Tests bring their own. */
@NullMarked
package dev.coop.core.time;

import org.jspecify.annotations.NullMarked;
