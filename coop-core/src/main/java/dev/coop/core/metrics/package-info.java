/** What happens in a host, counted, and told as Prometheus reads it. */
@NullMarked
package dev.coop.core.metrics;

import org.jspecify.annotations.NullMarked;
