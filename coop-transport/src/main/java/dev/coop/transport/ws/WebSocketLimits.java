package dev.coop.transport.ws;

import dev.coop.core.config.TransportLimits;
import dev.coop.transport.Sweep;
import java.time.Duration;

/**
 * How much one WebSocket may ask of a host.
 *
 * @param frameBytes of one frame from a client
 * @param messageBytes of one message from a client, in one frame or many
 * @param requests of one connection that are not answered yet; more are refused
 * @param subscriptions of one connection
 * @param times how long clients may take
 */
public record WebSocketLimits(int frameBytes, int messageBytes, int requests, int subscriptions, Times times) {
    /**
     * How long clients may take.
     *
     * @param sweep how often connections are looked after: no deadline is kept more exactly
     * @param pingAfter a client that has said nothing for so long is asked whether it is there
     * @param answerWithin and has so long to say something
     * @param readWithin a client for which something waits has so long to take any of it
     * @param authenticateWithin a client that was not let in has so long to present a token
     */
    public record Times(
            Duration sweep,
            Duration pingAfter,
            Duration answerWithin,
            Duration readWithin,
            Duration authenticateWithin) {
        /** Proxies and address translators leave an idle connection alone for a minute at the least. */
        public static final Times DEFAULT = new Times(
                Sweep.INTERVAL,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }

    public static WebSocketLimits of(TransportLimits limits) {
        return new WebSocketLimits(
                limits.frameBytes(), limits.messageBytes(), limits.requests(), limits.subscriptions(), Times.DEFAULT);
    }
}
