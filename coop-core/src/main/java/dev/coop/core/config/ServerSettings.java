package dev.coop.core.config;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How coop listens, whom it lets in, and how much of it one client may use.
 *
 * @param host the address or name to listen on, for every port
 * @param port for HTTP, WebSocket and gRPC; 0: any
 * @param portGrpc for gRPC alone
 * @param portHealth for health checks alone
 * @param socket where to listen as well; without one, the session's own place
 * @param name of the session, as asked for
 * @param token that every client must show; without one, only this user's processes are let in
 * @param allowedHosts further names by which clients may call us, in small letters
 * @param allowedOrigins further web origins, in small letters
 * @param allowSelfDrive may a program drive the session that it runs in?
 * @param screenDebounce between two pushes of the screen to a client
 */
public record ServerSettings(
        String host,
        Optional<Integer> port,
        Optional<Integer> portGrpc,
        Optional<Integer> portHealth,
        Optional<Path> socket,
        Optional<String> name,
        Optional<Secret> token,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        boolean allowSelfDrive,
        Duration screenDebounce,
        TransportLimits limits) {
    /** Bytes, with the zero at its end: {@code sun_path} on Linux. */
    private static final int SOCKET_PATH_MAX = 108;

    public ServerSettings {
        allowedHosts = small(allowedHosts);
        allowedOrigins = small(allowedOrigins);
    }

    /** Names what contradicts itself, or would let in everybody. */
    static ServerSettings of(Configuration from, List<String> problems) {
        ServerSettings settings = new ServerSettings(
                from.get(Settings.HOST),
                from.get(Settings.PORT),
                from.get(Settings.PORT_GRPC),
                from.get(Settings.PORT_HEALTH),
                from.get(Settings.SOCKET),
                from.get(Settings.SESSION_NAME),
                from.token(),
                from.get(Settings.ALLOW_HOST),
                from.get(Settings.ALLOW_ORIGIN),
                from.get(Settings.ALLOW_SELF_DRIVE),
                from.get(Settings.SCREEN_DEBOUNCE),
                TransportLimits.of(from));
        settings.check(from, problems);
        return settings;
    }

    /** Is anything but a Unix socket asked for? */
    public boolean listensOnTcp() {
        return port.isPresent() || portGrpc.isPresent() || portHealth.isPresent();
    }

    private void check(Configuration from, List<String> problems) {
        if (listensOnTcp() && token.isEmpty() && !isLoopback(host)) {
            problems.add(
                    "%s is '%s', which others may reach, so a token is needed: --auth-token-file FILE, or COOP_AUTH_TOKEN; or listen on 127.0.0.1"
                            .formatted(place(from, Settings.HOST), host));
        }
        List<Setting<Optional<Integer>>> earlier = new ArrayList<>();
        for (Setting<Optional<Integer>> setting : List.of(Settings.PORT, Settings.PORT_GRPC, Settings.PORT_HEALTH)) {
            from.get(setting).filter(number -> number != 0).ifPresent(number -> {
                earlier.stream()
                        .filter(other -> from.get(other).equals(Optional.of(number)))
                        .findFirst()
                        .ifPresent(other -> problems.add("%s and %s are both %d; each needs a port of its own"
                                .formatted(place(from, other), place(from, setting), number)));
            });
            earlier.add(setting);
        }
        socket.ifPresent(path -> {
            int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
            if (length >= SOCKET_PATH_MAX) {
                problems.add("%s: socket path (%d bytes) must be shorter than %d bytes"
                        .formatted(place(from, Settings.SOCKET), length, SOCKET_PATH_MAX));
            }
        });
    }

    /** A name is looked up by who listens; only this one is known to be our own machine. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static String place(Configuration from, Setting<?> setting) {
        return from.value(setting).source().place(setting.key());
    }

    private static List<String> small(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
