//! Tables as Parquet: each column with its type, whole and without rounding.

use std::sync::Arc;

use anyhow::{Context, Result};
use layerlab_words::t;
use parquet::{
    basic::{LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};

use crate::table::{Cell, Column, Kind, Table};

/// The table as a Parquet file.
///
/// # Errors
/// When the library refuses it.
pub fn write(table: &Table) -> Result<Vec<u8>> {
    file(table).with_context(|| t!("cli-report-no-table", name = table.name()))
}

fn file(table: &Table) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder().set_created_by(format!("layerlab {}", env!("CARGO_PKG_VERSION")));
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(table)?, Arc::new(properties.build()))?;
    let mut rows = writer.next_row_group()?;
    for (position, column) in table.columns().iter().enumerate() {
        let Some(mut open) = rows.next_column()? else { break };
        write_column(&mut open, column.kind, &table.cells(position).collect::<Vec<_>>())?;
        open.close()?;
    }
    rows.close()?;
    writer.into_inner()
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let fields = table.columns().iter().map(|column| Ok(Arc::new(field(column)?)));
    let fields = fields.collect::<Result<Vec<_>, ParquetError>>()?;
    Ok(Arc::new(Type::group_type_builder(table.name()).with_fields(fields).build()?))
}

/// Every column may have gaps, so that the tables of all runs have the same types.
fn field(Column { name, kind }: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, Some(LogicalType::integer(64, false))),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Flag => (Physical::BOOLEAN, None),
    };
    let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    field.with_logical_type(logical).build()
}

fn write_column(to: &mut SerializedColumnWriter<'_>, kind: Kind, cells: &[&Cell]) -> Result<(), ParquetError> {
    // 1 where there is a value.
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(**cell != Cell::Nothing)).collect();
    let levels = Some(levels.as_slice());
    match kind {
        Kind::Text => {
            let texts = cells.iter().filter_map(|cell| match cell {
                Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                Cell::Nothing | Cell::Whole(_) | Cell::Number(_) | Cell::Flag(_) => None,
            });
            to.typed::<ByteArrayType>().write_batch(&texts.collect::<Vec<_>>(), levels, None)?;
        }
        Kind::Whole => {
            let wholes = cells.iter().filter_map(|cell| match cell {
                // The same bits, which the column's type says to read without a sign.
                Cell::Whole(whole) => Some(whole.cast_signed()),
                Cell::Nothing | Cell::Text(_) | Cell::Number(_) | Cell::Flag(_) => None,
            });
            to.typed::<Int64Type>().write_batch(&wholes.collect::<Vec<_>>(), levels, None)?;
        }
        Kind::Number => {
            let numbers = cells.iter().filter_map(|cell| match cell {
                Cell::Number(number) => Some(*number),
                Cell::Nothing | Cell::Text(_) | Cell::Whole(_) | Cell::Flag(_) => None,
            });
            to.typed::<DoubleType>().write_batch(&numbers.collect::<Vec<_>>(), levels, None)?;
        }
        Kind::Flag => {
            let flags = cells.iter().filter_map(|cell| match cell {
                Cell::Flag(flag) => Some(*flag),
                Cell::Nothing | Cell::Text(_) | Cell::Whole(_) | Cell::Number(_) => None,
            });
            to.typed::<BoolType>().write_batch(&flags.collect::<Vec<_>>(), levels, None)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::Field,
    };

    use super::*;
    use crate::table::{cells, flag, number, text, whole};

    fn opened(table: &Table) -> SerializedFileReader<std::fs::File> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(&write(table).expect("it becomes Parquet")).expect("it is written");
        SerializedFileReader::new(file).expect("it is Parquet")
    }

    #[test]
    fn cells_come_back_as_they_are_with_their_gaps() {
        let columns = [whole("seed"), text("network"), number("value"), flag("kept")];
        let mut table = Table::new("networks", &[&columns]);
        table.row(cells![u64::MAX, "a \"b\"\nγ", 1.0 / 3.0, true]);
        table.row(cells![Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing]);
        table.row(cells![0_u64, "", -0.0, false]);
        let reader = opened(&table);
        let rows: Vec<Vec<Field>> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| row.expect("a row").get_column_iter().map(|(_, field)| field.clone()).collect())
            .collect();
        let expected = [
            vec![Field::ULong(u64::MAX), Field::Str("a \"b\"\nγ".into()), Field::Double(1.0 / 3.0), Field::Bool(true)],
            vec![Field::Null; 4],
            vec![Field::ULong(0), Field::Str(String::new()), Field::Double(-0.0), Field::Bool(false)],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_table_without_rows_keeps_its_columns() {
        let reader = opened(&Table::new("empty", &[&[whole("seed"), text("name")]]));
        let schema = reader.metadata().file_metadata().schema();
        let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
        assert_eq!((names, reader.metadata().file_metadata().num_rows()), (vec!["seed", "name"], 0));
    }
}
