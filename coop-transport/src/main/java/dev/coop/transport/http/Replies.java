package dev.coop.transport.http;

import dev.coop.core.api.HealthOperations;
import dev.coop.core.api.Json;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.ScreenOperations;
import dev.coop.core.api.Text;
import java.nio.charset.StandardCharsets;

/** How answers and refusals look over HTTP. */
final class Replies {
    private static final int UNAVAILABLE = 503;

    private Replies() {}

    /** @param status of a success, from the operation's row */
    static Reply of(Object answer, int status) {
        return switch (answer) {
            case Text text -> text(text, status);
            // The one answer whose status depends on what it says: it is what load balancers look at.
            case HealthOperations.Ready ready -> Reply.json(ready.ready() ? status : UNAVAILABLE, Json.write(ready));
            case ScreenOperations.Screen screen -> screen(screen, status);
            default -> Reply.json(status, Json.write(answer));
        };
    }

    private static Reply text(Text text, int status) {
        return new Reply(status, text.contentType(), text.text().getBytes(StandardCharsets.UTF_8), "");
    }

    private static Reply screen(ScreenOperations.Screen screen, int status) {
        Text drawn = screen.drawn();
        Reply reply = drawn == null ? Reply.json(status, Json.write(screen)) : text(drawn, status);
        return reply.withEtag(version(screen));
    }

    static Reply of(Refusal refusal) {
        return Reply.json(StatusCodes.of(refusal.code()), Json.write(ErrorBody.of(refusal)));
    }

    /** Two screens with the same version are the same: nothing but output and another size changes one. */
    private static String version(ScreenOperations.Screen screen) {
        return "\"%d-%dx%d%s\""
                .formatted(screen.seq(), screen.cols(), screen.rows(), screen.cursor() == null ? "" : "c");
    }
}
