package gymscope.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Repeats a request where it asked for that, never one whose answer has begun well. Each attempt is an exchange. */
final class RepeatOnFailure implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = CallState.of(chain.request());
        RetryPlan plan = RetryPlan.of(state.request().retry());
        while (plan.mayRepeat()) {
            Trouble trouble;
            try {
                Response response = chain.proceed(chain.request());
                if (response.code() < 400) {
                    return response;
                }
                byte[] body = response.body().bytes();
                Response whole = response.newBuilder().body(ResponseBody.create(body, response.body().contentType())).build();
                String said = whole.peekBody(body.length).string();
                state.request().watch().refused(response.code(), new Masks(state.request().endpoint().key()).text(said));
                trouble = Trouble.of(response.code(), OkHttpCall.headers(response.headers()), said);
                Duration pause = trouble == null ? null : plan.next(trouble);
                if (trouble == null || pause == null) {
                    return whole;
                }
                await(state, trouble, pause, plan);
            } catch (Recording.Recorded problem) {
                trouble = problem.trouble();
                Duration pause = state.isCancelled() || state.isOver() ? null : plan.next(trouble);
                if (pause == null) {
                    throw problem;
                }
                await(state, trouble, pause, plan);
            }
        }
        return chain.proceed(chain.request());
    }

    private static void await(CallState state, Trouble trouble, Duration pause, RetryPlan plan) throws IOException {
        CallWatch watch = state.request().watch();
        watch.waiting(new Waiting("after " + trouble.shortly(), pause, plan.attempt(), plan.attempts()));
        try {
            state.pause(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(interrupted);
        } finally {
            watch.goesOn();
        }
        if (state.isCancelled()) {
            throw new IOException("Canceled");
        }
    }
}
