import { Select } from '@mantine/core';

interface ModelPickerProps {
  readonly models: readonly { readonly model: string; readonly count: number }[];
  readonly chosen: string;
  readonly onChoose: (model: string) => void;
}

/** Which model is shown, each with how many records it has. */
export function ModelPicker({ models, chosen, onChoose }: ModelPickerProps) {
  return (
    <Select
      label="Model"
      maw={320}
      searchable
      allowDeselect={false}
      data={models.map(({ model, count }) => ({ value: model, label: `${model} (${count.toLocaleString('en')})` }))}
      value={chosen}
      onChange={(model) => {
        if (model !== null) onChoose(model);
      }}
    />
  );
}
