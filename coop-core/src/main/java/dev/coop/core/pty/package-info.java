/**
 * Programs on pseudo-terminals: spawn, read, write, resize, signal, reap.
 *
 * <p>A {@link dev.coop.core.pty.PtyHost} owns one or two threads, each with one epoll; every terminal and every child is
 * watched there, so an idle session costs no thread and no timer. The terminal pair comes from pty4j, the child from
 * {@code posix_spawn}. Linux only.
 *
 * <p>Not here: what the bytes mean ({@code vt}), where they are kept ({@code journal}).
 */
@NullMarked
package dev.coop.core.pty;

import org.jspecify.annotations.NullMarked;
