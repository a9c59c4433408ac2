/** Programs that measure coop against the kernel and against other terminal libraries, and print a table. */
@NullMarked
package dev.coop.bench;

import org.jspecify.annotations.NullMarked;
