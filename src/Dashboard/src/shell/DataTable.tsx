import { Table } from '@mantine/core';
import { useTable, type ColumnDef } from '@tanstack/react-table';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useFlash } from '../live/useLive';
import classes from './DataTable.module.css';

const features = {};
export type Columns<T extends object> = ColumnDef<typeof features, T>[];

interface DataTableProps<T extends object> {
  label: string;
  columns: Columns<T>;
  rows: T[];
  rowId: (row: T) => string;
  /** A row flashes when this changes. */
  signature: (row: T) => string;
  active: number;
  onOpen: (row: T) => void;
}

/** Rows that keyboard and mouse can both walk, and that flash when they change. */
export function DataTable<T extends object>({
  label,
  columns,
  rows,
  rowId,
  signature,
  active,
  onOpen,
}: DataTableProps<T>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  return (
    <Table.ScrollContainer minWidth={760} type="native">
      <Table className={classes.table} aria-label={label} verticalSpacing={9} horizontalSpacing="md">
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map((header) => (
                <Table.Th key={header.id} className={classes.head} data-column={header.column.id}>
                  <table.FlexRender header={header} />
                </Table.Th>
              ))}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map((row, index) => (
            <Row
              key={row.id}
              isActive={index === active}
              signature={signature(row.original)}
              onOpen={() => onOpen(row.original)}
            >
              {row.getAllCells().map((cell) => (
                <Table.Td key={cell.id} data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Row>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  isActive: boolean;
  signature: string;
  onOpen: () => void;
  children: ReactNode;
}

function Row({ isActive, signature, onOpen, children }: RowProps) {
  const flash = useFlash(signature);
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === row.current) onOpen();
  };
  return (
    <Table.Tr
      ref={row}
      className={`${classes.row} ${flash ?? ''}`}
      data-active={isActive || undefined}
      aria-selected={isActive}
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      {children}
    </Table.Tr>
  );
}
