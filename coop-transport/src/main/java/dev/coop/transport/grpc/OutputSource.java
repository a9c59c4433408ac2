package dev.coop.transport.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.ByteJournal;
import dev.coop.core.journal.Read;
import dev.coop.core.session.Session;
import dev.coop.proto.v1.OutputChunk;
import dev.coop.proto.v1.OutputGap;
import dev.coop.proto.v1.StreamOutputRequest;
import org.jspecify.annotations.Nullable;

/** The program's output from an offset on, byte for byte; what was given up before it could be sent is told as a gap. */
final class OutputSource implements Source<OutputChunk> {
    /** Bytes of one message: large enough that its frame costs nothing, small beside what a connection may have waiting. */
    private static final int CHUNK = 32 << 10;

    private final Session session;
    private final ByteJournal journal;
    private final ByteCursor cursor;
    private @Nullable SessionEnd end;

    OutputSource(Session session, StreamOutputRequest request) {
        this.session = session;
        journal = session.output();
        long written = journal.end();
        // An offset that is not reached yet, as of a host that was started again, begins with what comes next.
        cursor = journal.cursor(
                Long.compareUnsigned(request.getFromOffset(), written) > 0 ? written : request.getFromOffset());
    }

    @Override
    public Next<OutputChunk> next(Runnable wake) {
        while (true) {
            long from = cursor.position();
            byte[] bytes = new byte[(int) Math.clamp(journal.end() - from, 1L, CHUNK)];
            switch (cursor.read(bytes, 0, bytes.length)) {
                case Read.Data(int count) -> {
                    return new Next.Message<>(OutputChunk.newBuilder()
                            .setData(UnsafeByteOperations.unsafeWrap(bytes, 0, count))
                            .setOffset(from)
                            .build());
                }
                case Read.Gap(long lost, long to) -> {
                    return new Next.Gap<>(OutputChunk.newBuilder()
                            .setOffset(to)
                            .setGap(OutputGap.newBuilder().setFrom(lost).setTo(to))
                            .build());
                }
                case Read.NothingYet _ -> {
                    if (cursor.onReady(wake)) {
                        return new Next.NothingYet<>();
                    }
                }
                case Read.End _ -> {
                    if (end == null) {
                        end = new SessionEnd(session);
                    }
                    return end.reached(wake) ? new Next.End<>() : new Next.NothingYet<>();
                }
            }
        }
    }

    @Override
    public void close() {
        cursor.close();
        if (end != null) {
            end.close();
        }
    }
}
