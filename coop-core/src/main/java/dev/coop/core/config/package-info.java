/** What can be set and where things are kept: pure functions of the environment. */
@NullMarked
package dev.coop.core.config;

import org.jspecify.annotations.NullMarked;
