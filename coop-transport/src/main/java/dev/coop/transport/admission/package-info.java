/**
 * Who may do what: the part of coop that is safe without being set up.
 *
 * <p>Knows peers, tokens, hook secrets, {@code Host} and {@code Origin}; knows no transport's frames. Where it can't tell
 * who somebody is, that somebody is a stranger. The threat model and what is promised stand in docs/security.md.
 */
@NullMarked
package dev.coop.transport.admission;

import org.jspecify.annotations.NullMarked;
