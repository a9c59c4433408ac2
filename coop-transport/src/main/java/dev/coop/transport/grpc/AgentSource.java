package dev.coop.transport.grpc;

import dev.coop.core.api.HealthOperations.Exit;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.StateDetails;
import dev.coop.core.journal.EventCursor;
import dev.coop.core.journal.EventJournal;
import dev.coop.core.journal.EventRead;
import dev.coop.core.session.Session;
import dev.coop.core.session.SessionEvent;
import dev.coop.core.session.Transition;
import dev.coop.proto.v1.EventGap;
import dev.coop.proto.v1.StreamAgentRequest;
import dev.coop.proto.v1.TransitionEvent;
import org.jspecify.annotations.Nullable;

/** What the agent does: its states in their order, from now on or from a number on. */
final class AgentSource implements Source<TransitionEvent> {
    private final Session session;
    private final EventCursor<SessionEvent> events;
    private Session.@Nullable Now current;

    AgentSource(Session session, StreamAgentRequest request) {
        this.session = session;
        EventJournal<SessionEvent> journal = session.events();
        // First: what comes after it is in the journal behind it.
        Session.Now now = session.now();
        current = request.getIncludeCurrent() ? now : null;
        long last = journal.last();
        long since = request.hasSinceSeq() ? request.getSinceSeq() : current != null ? now.sinceSeq() : last;
        if (Long.compareUnsigned(since, last) > 0) {
            throw Refusal.badField("since_seq", "since_seq is beyond the newest event, which is " + last);
        }
        events = journal.cursor(since);
    }

    @Override
    public Next<TransitionEvent> next(Runnable wake) {
        if (current != null) {
            Session.Now now = current;
            current = null;
            return new Next.Message<>(event(now.transition(), now.sinceSeq()));
        }
        while (true) {
            switch (events.read()) {
                case EventRead.Event<SessionEvent> found -> {
                    // A new size is the terminal's matter, not the agent's.
                    if (found.event() instanceof Transition transition) {
                        return new Next.Message<>(event(transition, found.seq()));
                    }
                }
                case EventRead.Gap<SessionEvent>(long from, long to) -> {
                    return new Next.Gap<>(TransitionEvent.newBuilder()
                            .setSeq(to)
                            .setGap(EventGap.newBuilder().setFrom(from).setTo(to))
                            .build());
                }
                case EventRead.NothingYet<SessionEvent> _ -> {
                    if (events.onReady(wake)) {
                        return new Next.NothingYet<>();
                    }
                }
                case EventRead.End<SessionEvent> _ -> {
                    return new Next.End<>();
                }
            }
        }
    }

    private TransitionEvent event(Transition transition, long seq) {
        StateDetails details = StateDetails.of(transition.state());
        Exit exit = details.exit();
        TransitionEvent.Builder event = TransitionEvent.newBuilder()
                .setPrev(transition.previous().wireName())
                .setNext(transition.state().wireName())
                .setSeq(seq)
                .setSession(session.name())
                .setSessionId(session.id().toString())
                .setEpoch(transition.epoch());
        if (!transition.cause().isEmpty()) {
            event.setCause(transition.cause());
        }
        if (details.prompt() != null) {
            event.setPrompt(Prompts.context(details.prompt()));
        }
        if (details.errorDetail() != null) {
            event.setErrorDetail(details.errorDetail());
        }
        if (details.errorCategory() != null) {
            event.setErrorCategory(details.errorCategory());
        }
        if (details.parkedReason() != null) {
            event.setParkedReason(details.parkedReason());
        }
        if (details.resumeAtEpochMs() != null) {
            event.setResumeAtEpochMs(details.resumeAtEpochMs());
        }
        if (exit.code() != null) {
            event.setExitCode(exit.code());
        }
        if (exit.signal() != null) {
            event.setSignal(exit.signal());
        }
        return event.build();
    }

    @Override
    public void close() {
        events.close();
    }
}
