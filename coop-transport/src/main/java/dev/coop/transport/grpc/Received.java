package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * A request as it came, which may be none: then the handler says so, in our words.
 *
 * @param parsed gives it, or refuses
 */
record Received<P extends Message>(Supplier<P> parsed) {
    P message() {
        return parsed.get();
    }

    /**
     * Parses requests and never fails.
     *
     * @param maxBytes of one
     */
    record Marshaller<P extends Message>(MethodDescriptor.Marshaller<P> parser, int maxBytes)
            implements MethodDescriptor.Marshaller<Received<P>> {
        @Override
        public InputStream stream(Received<P> request) {
            return parser.stream(request.message());
        }

        @Override
        public Received<P> parse(InputStream bytes) {
            try {
                if (bytes.available() > maxBytes) {
                    return refused(ErrorCode.TOO_LARGE, "the request has more than " + maxBytes + " bytes");
                }
                P message = parser.parse(bytes);
                return new Received<>(() -> message);
            } catch (StatusRuntimeException malformed) {
                return refused(ErrorCode.BAD_REQUEST, "the request is not the message of this call");
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
        }

        private static <P extends Message> Received<P> refused(ErrorCode code, String message) {
            return new Received<>(() -> {
                throw Refusal.of(code, message);
            });
        }
    }
}
