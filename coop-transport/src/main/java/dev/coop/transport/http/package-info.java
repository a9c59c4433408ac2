/** HTTP/1.1: routes made from the table of operations, one envelope for every failure. */
@NullMarked
package dev.coop.transport.http;

import org.jspecify.annotations.NullMarked;
