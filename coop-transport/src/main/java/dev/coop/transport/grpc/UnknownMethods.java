package dev.coop.transport.grpc;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Refusal;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Answers calls of methods that there are not. */
final class UnknownMethods extends HandlerRegistry {
    private static final MethodDescriptor.Marshaller<byte[]> UNREAD = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream bytes) {
            return new byte[0];
        }
    };

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName(name)
                .setRequestMarshaller(UNREAD)
                .setResponseMarshaller(UNREAD)
                .build();
        return ServerMethodDefinition.create(method, (call, _) -> {
            Statuses.refuse(
                    call,
                    Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "there is no such method")
                            .withHint("reflection lists those that there are"));
            return new ServerCall.Listener<>() {};
        });
    }
}
