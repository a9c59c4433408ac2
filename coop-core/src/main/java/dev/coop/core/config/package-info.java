/**
 * Every setting of coop: one table ({@link dev.coop.core.config.Settings}), read from flags, the environment and a file
 * ({@link dev.coop.core.config.Configuration}), and handed on as typed records ({@link dev.coop.core.config.HostSettings}).
 *
 * <p>Nothing here acts on a setting, and nothing is guessed: what is unknown or does not fit is an error that names it.
 */
@NullMarked
package dev.coop.core.config;

import org.jspecify.annotations.NullMarked;
