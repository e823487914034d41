package gyrus.agents.policy;

import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import java.util.List;

class ActorCriticTest implements NetContract<ActorCritic> {

    @Override
    public ActorCritic net() {
        return ActorCritic.of(4, 8, 3);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(5, 4);
    }

    @Override
    public Tensor output(ActorCritic net, Tensor input) {
        return Tensor.cat(List.of(net.logits(input), net.values(input).unsqueeze(1)), 1);
    }
}
