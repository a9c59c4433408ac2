package dev.coop.transport.ws;

import dev.coop.core.api.Channel;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import dev.coop.core.api.OutputOperations;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.Role;
import dev.coop.core.api.Scope;
import dev.coop.core.api.TerminalOperations;
import dev.coop.core.session.Session;
import dev.coop.transport.Desk;
import dev.coop.transport.admission.Caller;
import dev.coop.transport.admission.Credentials;
import dev.coop.transport.admission.Denied;
import dev.coop.transport.admission.Entry;
import dev.coop.transport.admission.Need;
import dev.coop.transport.admission.Visitor;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said on one connection: messages become calls of operations, subscriptions and admissions. On its event loop. */
final class Dialogue {
    /** What is worked on away from the event loop, because it may take milliseconds: to look at much. */
    private static final Executor ASIDE = Thread::startVirtualThread;

    private static final Map<String, Operation<?, ?>> ROWS = Operations.ALL.stream()
            .filter(row -> row.ws().isPresent())
            .collect(Collectors.toUnmodifiableMap(row -> row.ws().orElseThrow().request(), Function.identity()));

    /** Tokens that may be wrong on one connection. */
    private static final int MAX_WRONG_TOKENS = 8;

    /** The other end, as far as what is said to it is concerned. */
    interface Line {
        void say(byte[] message);

        /** Nothing more is heard until the given is done. */
        void holdUntil(CompletableFuture<?> done);

        /** Somebody was let in. */
        void admitted();

        void close(CloseReason reason);
    }

    record Auth(String token) {
        Auth {
            if (token == null) {
                throw Refusal.badField("token", "token is missing");
            }
        }
    }

    record Subscribe(
            List<String> channels,
            @Nullable Long offset,
            @Nullable Long sinceSeq) {
        Subscribe {
            if (channels == null) {
                throw Refusal.badField("channels", "channels is missing");
            }
        }

        Set<Channel> known() {
            Set<Channel> known = new HashSet<>();
            for (String name : channels) {
                known.add(ConnectQuery.channel(name)
                        .orElseThrow(() -> Refusal.badField("channels", "there is no such channel")
                                .withHint("there are: "
                                        + Channel.ALL.stream()
                                                .map(Channel::name)
                                                .collect(Collectors.joining(", ")))));
            }
            return known;
        }

        Subscriptions.From from() {
            return new Subscriptions.From(
                    Optional.ofNullable(offset).map(value -> ConnectQuery.notNegative("offset", value)),
                    Optional.ofNullable(sinceSeq).map(value -> ConnectQuery.notNegative("since_seq", value)));
        }
    }

    private final Desk desk;
    private final Visitor visitor;
    private final ConnectQuery query;
    private final EventExecutor loop;
    private final Subscriptions subscriptions;
    private final Requests requests;
    private final Line line;
    private final Set<Session> viewed = new HashSet<>();
    private final TerminalOperations.Viewer viewer = viewed::add;
    private Optional<Caller> caller;
    private int wrongTokens;
    private boolean over;

    Dialogue(
            Desk desk,
            Visitor visitor,
            Optional<Caller> caller,
            ConnectQuery query,
            EventExecutor loop,
            Subscriptions subscriptions,
            Requests requests,
            Line line) {
        this.desk = desk;
        this.visitor = visitor;
        this.caller = caller;
        this.query = query;
        this.loop = loop;
        this.subscriptions = subscriptions;
        this.requests = requests;
        this.line = line;
    }

    /** Both ends can speak. */
    void begin() {
        if (caller.isPresent()) {
            subscribe(query.channels(), query.session(), query.from(), Optional.empty(), false);
        }
    }

    Optional<Caller> caller() {
        return caller;
    }

    void hear(ByteBuf text) {
        Optional<String> requestId = Optional.empty();
        try {
            Message message = Message.parse(text);
            requestId = message.requestId();
            hear(message);
        } catch (Refusal refusal) {
            refuse(refusal, requestId);
        }
    }

    private void hear(Message message) {
        switch (message.event()) {
            case "ping" -> line.say(Wire.pong(message.requestId()));
            case "auth" -> authenticate(Json.bind(message.fields(), Auth.class).token(), message.requestId());
            case "subscribe" -> {
                requireCaller();
                Subscribe wanted = Json.bind(message.fields(), Subscribe.class);
                subscribe(wanted.known(), session(message), wanted.from(), message.requestId(), true);
            }
            case "unsubscribe" -> {
                requireCaller();
                subscriptions.remove(
                        Json.bind(message.fields(), Subscribe.class).known());
                line.say(Wire.answer("unsubscribed", message.requestId(), subscriptions.now()));
            }
            default -> {
                Operation<?, ?> row = ROWS.get(message.event());
                if (row == null) {
                    throw Message.invalid("there is no message of that name");
                }
                if (row.door() != Operation.Door.OPEN) {
                    requireCaller();
                }
                if (row.name().equals(TerminalOperations.RESIZE.name()) && isViewed(message)) {
                    call(TerminalOperations.resizeBy(viewer), message);
                } else {
                    call(row, message);
                }
            }
        }
    }

    private Caller requireCaller() {
        return caller.orElseThrow(() -> Refusal.of(ErrorCode.UNAUTHORIZED, "not authenticated"));
    }

    private Optional<String> session(Message message) {
        return message.session().or(query::session);
    }

    private <Q, A> void call(Operation<Q, A> operation, Message message) {
        Q request = Json.bind(message.fields(), operation.request());
        boolean changes = operation.role() != Role.OBSERVE && operation.scope() == Scope.SESSION;
        boolean taken = changes
                ? requests.inOrder(() -> answer(operation, message, request, loop))
                : requests.now(() -> answer(operation, message, request, ASIDE));
        if (!taken) {
            throw Refusal.of(ErrorCode.OVERLOADED, "too many requests of this connection wait for their answers")
                    .withHint("wait for answers before you send more");
        }
    }

    /** Whether it is about the session that this connection looks at. */
    private boolean isViewed(Message message) {
        return query.attach()
                && (message.session().isEmpty() || message.session().equals(query.session()));
    }

    private <Q, A> CompletableFuture<?> answer(
            Operation<Q, A> operation, Message message, Q request, Executor executor) {
        String event = operation.ws().orElseThrow().answer();
        CompletableFuture<A> answer = desk.call(
                visitor,
                caller,
                operation,
                desk.api().heading(session(message), message.requestId()),
                request,
                executor);
        var _ = answer.handle((value, failure) -> {
            // Encoded where it was made: what is large was not made on the event loop.
            byte[] said = failure == null
                    ? Wire.answer(event, message.requestId(), value)
                    : error(Desk.refusal(failure), message.requestId());
            onLoop(() -> {
                line.say(said);
                if (value instanceof OutputOperations.Output output) {
                    answered(message, output);
                }
            });
            return said;
        });
        return answer;
    }

    private void answered(Message message, OutputOperations.Output output) {
        subscriptions
                .session()
                .filter(mine -> desk.api()
                        .target(session(message), Scope.HOST)
                        .filter(mine::equals)
                        .isPresent())
                .ifPresent(mine -> subscriptions.answered(mine, output.offset(), output.nextOffset()));
    }

    private void authenticate(String token, Optional<String> requestId) {
        CompletableFuture<Entry> admission = visitor.admit(Credentials.none().withToken(token));
        CompletableFuture<?> done = admission.thenAccept(entry -> onLoop(() -> admitted(entry, requestId)));
        line.holdUntil(done);
    }

    private void admitted(Entry entry, Optional<String> requestId) {
        switch (entry) {
            case Caller known -> {
                boolean first = caller.isEmpty();
                caller = Optional.of(known);
                line.admitted();
                if (first) {
                    begin();
                }
            }
            case Denied denied -> {
                refuse(
                        Refusal.of(ErrorCode.UNAUTHORIZED, "authentication failed")
                                .withHint(denied.hint()),
                        requestId);
                if (++wrongTokens == MAX_WRONG_TOKENS) {
                    line.close(CloseReason.TOO_MANY_TOKENS);
                }
            }
        }
    }

    private void subscribe(
            Set<Channel> channels,
            Optional<String> session,
            Subscriptions.From from,
            Optional<String> requestId,
            boolean answered) {
        if (channels.isEmpty() && !answered) {
            return;
        }
        CompletableFuture<?> done = visitor.authorize(requireCaller(), Need.role(Role.OBSERVE))
                .thenAccept(denied -> onLoop(() -> {
                    try {
                        if (denied.isPresent()) {
                            throw Desk.refusal(denied.get());
                        }
                        Session target =
                                desk.api().target(session, Scope.SESSION).orElseThrow();
                        subscriptions.add(target, channels, from, now -> {
                            if (answered) {
                                line.say(Wire.answer("subscribed", requestId, now));
                            }
                        });
                    } catch (Refusal refusal) {
                        refuse(refusal, requestId);
                    }
                }));
        line.holdUntil(done);
    }

    private byte[] error(Refusal refusal, Optional<String> requestId) {
        desk.refused("websocket", refusal);
        return Wire.error(refusal, requestId);
    }

    private void refuse(Refusal refusal, Optional<String> requestId) {
        line.say(error(refusal, requestId));
    }

    /** At once, if this is the event loop; not at all when the connection is gone. */
    private void onLoop(Runnable task) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> onLoop(task));
        } else if (!over) {
            task.run();
        }
    }

    void end() {
        over = true;
        requests.cancel();
        subscriptions.close();
        viewed.forEach(session -> session.leave(viewer));
    }
}
