/** What an agent can be doing, as far as the whole product has a word for it. Pure. */
@NullMarked
package dev.coop.core.agent;

import org.jspecify.annotations.NullMarked;
