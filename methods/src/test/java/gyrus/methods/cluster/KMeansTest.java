package gyrus.methods.cluster;

import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;

class KMeansTest implements NetContract<KMeans> {

    @Override
    public KMeans net() {
        return Nets.mapTensors(KMeans.of(3, 4), tensor -> Tensor.randn(tensor.shape().dims()));
    }

    @Override
    public Tensor input() {
        return Tensor.randn(5, 4);
    }

    @Override
    public Tensor output(KMeans net, Tensor input) {
        return net.nearest(input).squares();
    }
}
