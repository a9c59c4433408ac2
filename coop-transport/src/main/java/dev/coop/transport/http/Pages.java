package dev.coop.transport.http;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web page and its files, and the description of the interface: public, the same for everybody, and without a secret
 * in them. Each is read when it is asked for first, and then kept.
 */
final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private static final String PAGE = "/";
    private static final String FILES = "/page/";
    private static final String DESCRIPTION = Routes.PREFIX + "openapi.json";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    /** The terminal, which is here if npm was when coop was built. */
    private static final String TERMINAL = "xterm.mjs";

    /** The page's files by their type. */
    private static final Map<String, String> TYPES = Map.of(
            "coop.js",
            SCRIPT,
            "link.js",
            SCRIPT,
            "coop.css",
            STYLE,
            "icon.svg",
            "image/svg+xml",
            TERMINAL,
            SCRIPT,
            "addon-fit.mjs",
            SCRIPT,
            "addon-unicode11.mjs",
            SCRIPT,
            "xterm.css",
            STYLE,
            "xterm-license.txt",
            "text/plain; charset=utf-8");

    /**
     * Nothing may run, be shown or be connected to but what comes from here. The one thing that is left open is style in
     * the page: xterm.js makes its rules as it goes, so that no hash fits; and no rule could fetch anything, because
     * nothing may be fetched.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            // Kept by the browser, and asked about each time: after an update nobody has half of the old page.
            "Cache-Control", "no-cache");

    private static final int ETAG_BYTES = 16;

    private final Map<String, Kept> served;

    private Pages(Map<String, Kept> served) {
        this.served = served;
    }

    /** @param description of the interface, in JSON */
    static Pages of(Supplier<byte[]> description) {
        Map<String, Kept> served = new HashMap<>();
        served.put(PAGE, new Kept(() -> file(isBuilt() ? "index.html" : "plain.html", HTML)));
        TYPES.forEach((name, type) -> served.put(FILES + name, new Kept(() -> file(name, type))));
        served.put(DESCRIPTION, new Kept(() -> versioned(Reply.JSON, description.get())));
        return new Pages(Map.copyOf(served));
    }

    static Pages none() {
        return new Pages(Map.of());
    }

    /** Whether a request's target is the page, which may be reached by a link from anywhere. */
    static boolean isPage(String target) {
        return target.equals(PAGE) || target.startsWith(PAGE + "?");
    }

    /** What there is at a path. */
    Optional<CompletableFuture<Reply>> find(String path) {
        return Optional.ofNullable(served.get(path)).map(Kept::reply);
    }

    private static boolean isBuilt() {
        return Pages.class.getResource("page/" + TERMINAL) != null;
    }

    private static Reply file(String name, String type) {
        try (InputStream in = Pages.class.getResourceAsStream("page/" + name)) {
            return in == null
                    ? Replies.of(Refusal.of(ErrorCode.NOT_FOUND, name + " was not built"))
                    : versioned(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply versioned(String type, byte[] body) {
        return new Reply(200, type, body, etag(body)).withHeaders(HEADERS).compressedOnce();
    }

    private static String etag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(digest, ETAG_BYTES)) + '"';
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static Reply failed(Throwable failure) {
        LOG.error("a page can't be made", failure);
        return Replies.of(Refusal.of(ErrorCode.INTERNAL, "this page failed inside coop; its log says why"));
    }

    /** Made once, on a thread of its own: event loops don't read files. */
    private static final class Kept {
        private final Supplier<Reply> maker;
        private @Nullable CompletableFuture<Reply> made;

        Kept(Supplier<Reply> maker) {
            this.maker = maker;
        }

        /** The caller's own, so that one who goes away takes it from nobody else. */
        synchronized CompletableFuture<Reply> reply() {
            if (made == null) {
                made = CompletableFuture.supplyAsync(
                                maker,
                                task -> Thread.ofPlatform()
                                        .daemon()
                                        .name("coop-page")
                                        .start(task))
                        .exceptionally(Pages::failed);
            }
            return made.copy();
        }
    }
}
