package dev.coop.transport.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import dev.coop.transport.Desk;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures become gRPC statuses. Several codes share a status, so the code itself, the field and the
 * hint travel in the details as {@code google.rpc.ErrorInfo}.
 */
public final class Statuses {
    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
    private static final String DOMAIN = "coop";

    private Statuses() {}

    public static Status.Code of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST -> Status.Code.INVALID_ARGUMENT;
            case UNAUTHORIZED -> Status.Code.UNAUTHENTICATED;
            case FORBIDDEN -> Status.Code.PERMISSION_DENIED;
            case NOT_FOUND, EXITED -> Status.Code.NOT_FOUND;
            case NO_DRIVER, METHOD_NOT_ALLOWED -> Status.Code.UNIMPLEMENTED;
            case AGENT_BUSY, NO_PROMPT, SWITCH_IN_PROGRESS -> Status.Code.FAILED_PRECONDITION;
            case CONFLICT -> Status.Code.ABORTED;
            case TOO_LARGE, OVERLOADED -> Status.Code.RESOURCE_EXHAUSTED;
            case INTERNAL -> Status.Code.INTERNAL;
            case NOT_READY -> Status.Code.UNAVAILABLE;
        };
    }

    /** What to tell of a failure that should not have been. */
    static Refusal refusal(@Nullable Throwable failure) {
        if (failure == null) {
            return Refusal.of(ErrorCode.INTERNAL, "there is no answer");
        }
        // What the operations give up has been logged by them.
        if (!(failure instanceof Refusal) && !(failure.getCause() instanceof Refusal)) {
            LOG.error("a call failed", failure);
        }
        return Desk.refusal(failure);
    }

    /** Ends a call that was not ended yet. */
    static void refuse(ServerCall<?, ?> call, Refusal refusal) {
        StatusException status = StatusProto.toStatusException(details(refusal));
        Metadata trailers = status.getTrailers();
        call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    private static com.google.rpc.Status details(Refusal refusal) {
        ErrorInfo.Builder info =
                ErrorInfo.newBuilder().setReason(refusal.code().name()).setDomain(DOMAIN);
        refusal.field().ifPresent(field -> info.putMetadata("field", field));
        refusal.hint().ifPresent(hint -> info.putMetadata("hint", hint));
        return com.google.rpc.Status.newBuilder()
                .setCode(of(refusal.code()).value())
                .setMessage(refusal.message())
                .addDetails(Any.pack(info.build()))
                .build();
    }
}
