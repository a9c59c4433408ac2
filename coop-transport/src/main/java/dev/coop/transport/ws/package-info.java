/**
 * WebSockets: requests and answers as messages, and streams as cursors.
 *
 * <p>A subscriber is a position, never a queue. What is pushed is encoded once for all who get it, the subscribers of a
 * session on one event loop are woken together, and nobody is sent more than he takes: who is slow falls behind and is
 * told what he has missed. docs/websocket.md says what clients see of it.
 */
@NullMarked
package dev.coop.transport.ws;

import org.jspecify.annotations.NullMarked;
