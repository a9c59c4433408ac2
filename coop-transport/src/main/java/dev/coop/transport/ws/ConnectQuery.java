package dev.coop.transport.ws;

import dev.coop.core.api.Channel;
import dev.coop.core.api.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for in the URL of the handshake. The token is not here: it must not get where this gets.
 *
 * @param channels to subscribe to from the beginning; names that are not known are ignored
 * @param session the one that is meant by messages that name none
 * @param binary output comes in binary frames
 * @param attach the client is a viewer: its window counts with those of the others
 */
record ConnectQuery(
        Set<Channel> channels, Optional<String> session, Subscriptions.From from, boolean binary, boolean attach) {
    static ConnectQuery of(QueryStringDecoder url) {
        Map<String, List<String>> parameters = url.parameters();
        return new ConnectQuery(
                channels(first(parameters, "subscribe").orElse("")),
                first(parameters, "session"),
                new Subscriptions.From(number(parameters, "offset"), number(parameters, "since_seq")),
                flag(parameters, "binary"),
                flag(parameters, "attach"));
    }

    static Optional<String> token(QueryStringDecoder url) {
        return first(url.parameters(), "token");
    }

    /** The stream of that name or alias. */
    static Optional<Channel> channel(String name) {
        return Channel.ALL.stream()
                .filter(channel ->
                        channel.name().equals(name) || channel.aliases().contains(name))
                .findFirst();
    }

    private static Set<Channel> channels(String names) {
        Set<Channel> channels = new HashSet<>();
        for (String name : names.split(",", -1)) {
            channel(name.strip()).ifPresent(channels::add);
        }
        return channels;
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst).filter(value -> !value.isEmpty());
    }

    private static Optional<Long> number(Map<String, List<String>> parameters, String name) {
        return first(parameters, name).map(value -> {
            try {
                return notNegative(name, Long.parseLong(value));
            } catch (NumberFormatException wrong) {
                throw Refusal.badField(name, name + " has to be a whole number");
            }
        });
    }

    static long notNegative(String field, long value) {
        if (value < 0) {
            throw Refusal.badField(field, field + " must not be negative");
        }
        return value;
    }

    private static boolean flag(Map<String, List<String>> parameters, String name) {
        return first(parameters, name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.badField(name, name + " has to be true or false");
                })
                .orElse(false);
    }
}
