package gyrus.models.foundation.tabular;

import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;

class TableNetTest implements NetContract<TableNet> {

    @Override
    public TableNet net() {
        return TableNet.of(6, 8, 2, 0.1);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(5, 6);
    }
}
