package gymscope.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Leaves the type of an answer to its header. OkHttp asks the body of every answer for it, which reads it with a regular
 * expression; nobody else wants to know.
 */
final class UntypedBody implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        return response.newBuilder().body(ResponseBody.create(body.source(), null, body.contentLength())).build();
    }
}
