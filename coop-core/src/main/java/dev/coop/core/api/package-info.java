/**
 * What can be asked of a host, the same for every transport: the table of operations, one handler for each, their
 * requests and answers, and one model of failure. Transports frame; nothing here knows how.
 */
@NullMarked
package dev.coop.core.api;

import org.jspecify.annotations.NullMarked;
