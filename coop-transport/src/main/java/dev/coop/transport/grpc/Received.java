package dev.coop.transport.grpc;

import com.google.protobuf.Message;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A request as it came, which may be none: then the handler says so, in our words.
 *
 * @param parsed empty where the bytes are no such message
 */
record Received<P extends Message>(Optional<P> parsed) {
    P message() {
        return parsed.orElseThrow(
                () -> Refusal.of(ErrorCode.BAD_REQUEST, "the request is not the message of this call"));
    }

    /** Parses requests and never fails. */
    record Marshaller<P extends Message>(MethodDescriptor.Marshaller<P> parser)
            implements MethodDescriptor.Marshaller<Received<P>> {
        @Override
        public InputStream stream(Received<P> request) {
            return parser.stream(request.message());
        }

        @Override
        public Received<P> parse(InputStream bytes) {
            try {
                return new Received<>(Optional.of(parser.parse(bytes)));
            } catch (StatusRuntimeException malformed) {
                return new Received<>(Optional.empty());
            }
        }
    }
}
