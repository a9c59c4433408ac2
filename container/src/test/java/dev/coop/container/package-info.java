/**
 * coop in a container, as its first process: driven from outside by clients that nobody here wrote, ended by Docker, and with
 * as little as a container may have. The image comes from {@code .ci/container}.
 */
@NullMarked
package dev.coop.container;

import org.jspecify.annotations.NullMarked;
