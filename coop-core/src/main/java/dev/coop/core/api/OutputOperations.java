package dev.coop.core.api;

import dev.coop.core.journal.ByteCursor;
import dev.coop.core.journal.ByteJournal;
import dev.coop.core.journal.Read;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The program's output, byte for byte. */
public final class OutputOperations {
    /** Bytes of one answer, before base64. */
    public static final int MAX_BYTES = 1 << 20;

    private OutputOperations() {}

    public static final Operation<OutputRequest, Output> OUTPUT = Operation.of(
                    "output",
                    Scope.SESSION,
                    Role.OBSERVE,
                    OutputRequest.class,
                    Output.class,
                    "Output from an offset on, or from the oldest byte that is still held.")
            .get("output")
            .ws("replay:get", "replay")
            .rpc("GetOutput")
            .directly((context, request) -> output(context.session().output(), request));

    static final List<Operation<?, ?>> ALL = List.of(OUTPUT);

    /**
     * Where to read.
     *
     * @param limit bytes; no more than {@link #MAX_BYTES} in any case
     */
    public record OutputRequest(Long offset, Integer limit) {
        public OutputRequest {
            offset = Check.notNegative("offset", Check.or(offset, 0L));
            limit = Math.min(MAX_BYTES, Check.positive("limit", Check.or(limit, MAX_BYTES)));
        }
    }

    /**
     * A piece of output.
     *
     * @param data in base64
     */
    public record Output(String data, long offset, long nextOffset, long totalWritten) {}

    private static Output output(ByteJournal journal, OutputRequest request) {
        long asked = request.offset;
        long end = journal.end();
        if (asked >= end) {
            return new Output("", asked, asked, end);
        }
        try (ByteCursor cursor = journal.cursor(Math.max(asked, journal.start()))) {
            byte[] bytes = new byte[(int) Math.min(request.limit, end - cursor.position())];
            while (true) {
                long from = cursor.position();
                // A gap means that the program was faster than this: once more, from where it begins now.
                if (cursor.read(bytes, 0, bytes.length) instanceof Read.Data(int count)) {
                    String data = Base64.getEncoder()
                            .encodeToString(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
                    return new Output(data, from, from + count, end);
                }
            }
        }
    }
}
