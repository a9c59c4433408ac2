package dev.coop.transport.http;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Credentials;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Visitor;
import dev.coop.transport.admission.WebRequest;
import dev.coop.transport.admission.WebRules;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the head of a request before anything of its body is taken: is it sound, is it meant for us, does it come from
 * a page of ours, and who sends it. What is refused here costs its head and nothing more.
 */
final class HttpGate extends ChannelInboundHandlerAdapter {
    /** Carries the session's hook secret. */
    static final String HOOK_SECRET = "Coop-Hook-Secret";

    private final Desk desk;
    private final Visitor visitor;
    private final WebRules rules;
    private final Consumer<CompletableFuture<Entry>> entries;
    private boolean refused;

    /** Where the requests of this connection go and come from, once found sound: clients say the same each time. */
    private @Nullable WebRequest sound;

    /** @param entries hears who sends each request that is passed on, in their order */
    HttpGate(Desk desk, Visitor visitor, WebRules rules, Consumer<CompletableFuture<Entry>> entries) {
        this.desk = desk;
        this.visitor = visitor;
        this.rules = rules;
        this.entries = entries;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest head) {
            Optional<Refusal> refusal = look(head);
            if (refusal.isPresent()) {
                refuse(context, head, refusal.get());
                ReferenceCountUtil.release(message);
                return;
            }
        } else if (message instanceof HttpContent part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            var _ = context.close();
            return;
        }
        context.fireChannelRead(message);
    }

    private Optional<Refusal> look(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(malformed(head.decoderResult().cause()));
        }
        Optional<Denied> denied = check(web(head));
        if (denied.isPresent()) {
            return denied.map(Desk::refusal);
        }
        CompletableFuture<Entry> entry = visitor.admit(credentials(head));
        if (entry.isDone() && entry.join() instanceof Denied stranger && hasBody(head)) {
            return Optional.of(Desk.refusal(stranger));
        }
        entries.accept(entry);
        return Optional.empty();
    }

    private Optional<Denied> check(WebRequest request) {
        boolean path = request.target().startsWith("/");
        // Which path it is has no say.
        WebRequest place = path ? request.withTarget("/") : request;
        if (place.equals(sound)) {
            return Optional.empty();
        }
        Optional<Denied> denied = rules.check(place, visitor.peer());
        if (path && denied.isEmpty()) {
            sound = place;
        }
        return denied;
    }

    static WebRequest web(HttpRequest head) {
        return new WebRequest(
                head.headers().getAll(HttpHeaderNames.HOST),
                head.uri(),
                head.headers().getAll(HttpHeaderNames.ORIGIN),
                head.headers().getAll("Sec-Fetch-Site"),
                !Pages.isPage(head.uri()));
    }

    private static Credentials credentials(HttpRequest head) {
        String authorization = head.headers().get(HttpHeaderNames.AUTHORIZATION);
        Credentials presented =
                authorization == null ? Credentials.none() : Credentials.none().withAuthorization(authorization);
        return presented.withHookSecret(head.headers().get(HOOK_SECRET, ""));
    }

    private static boolean hasBody(HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head)
                || !head.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    private static Refusal malformed(Throwable cause) {
        return cause instanceof TooLongFrameException
                ? Refusal.of(ErrorCode.TOO_LARGE, "the request line or the headers are too long")
                : Refusal.of(ErrorCode.BAD_REQUEST, "this is no HTTP request");
    }

    private void refuse(ChannelHandlerContext context, HttpRequest head, Refusal refusal) {
        // What follows may be the refused request's body: nothing of it is taken for another request.
        refused = true;
        desk.refused(HttpApi.TRANSPORT, refusal);
        var response = Replies.of(refusal).to(head);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
