/** What can be set, secrets, and where coop's files are. Pure. */
@NullMarked
package dev.coop.core.config;

import org.jspecify.annotations.NullMarked;
