/** Every setting as a typed value, and where it came from. */
@NullMarked
package dev.coop.core.config;

import org.jspecify.annotations.NullMarked;
