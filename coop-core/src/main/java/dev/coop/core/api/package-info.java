/** What every transport offers alike: who may do what, and how a refusal is told. */
@NullMarked
package dev.coop.core.api;

import org.jspecify.annotations.NullMarked;
